"""Tables for other programs: open files, and what every workbook is made of."""
