"""What an audience may see of the inputs of planning, so that planning can be worked out again from it."""
