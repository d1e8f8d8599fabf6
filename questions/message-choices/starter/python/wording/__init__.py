"""What a parcel locker says on its screen, in the language of whoever stands before it."""
