module rebuildwaves

go 1.19
