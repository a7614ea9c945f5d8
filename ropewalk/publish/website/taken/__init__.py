"""Figures taken elsewhere: as a page of their own, as data, as a drawing, as a picture, in a frame."""
