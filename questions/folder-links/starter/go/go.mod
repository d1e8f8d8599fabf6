module folderlinks

go 1.19
