module ferrydeck

go 1.19
