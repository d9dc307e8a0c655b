"""The ear of the house: Rasa with Chinese components of ours, behind one private server."""
