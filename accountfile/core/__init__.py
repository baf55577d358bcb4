"""What an Account File is: its rows, who may open it, its history and what its sections add."""
