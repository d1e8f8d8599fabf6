module seatingsteps

go 1.19
