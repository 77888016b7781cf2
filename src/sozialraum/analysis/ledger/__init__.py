"""What an edition counts: every published number of people as a cell, and what anybody can add up."""
