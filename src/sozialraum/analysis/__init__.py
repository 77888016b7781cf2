"""What follows: pure functions over tables. Neither files nor screens are known here."""
