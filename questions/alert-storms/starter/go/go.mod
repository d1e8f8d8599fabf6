module alertstorms

go 1.19
