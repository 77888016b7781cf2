"""Tables of the planning as a workbook, to be put beside a paper for a council."""
