"""Sends what services write into their logs to where people can search it."""
