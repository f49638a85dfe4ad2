"""notifications (meldingen): who hears of what happened, on a page and in one mail a day.

A reader: its rows are made from the timeline and can be made again. It may know library and all rooms below.
"""
