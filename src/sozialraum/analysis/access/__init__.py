"""Ways from where people live to facilities, and the places they share there."""
