"""The bookings of a workshop, and the file in which the bookkeeper gets them."""
