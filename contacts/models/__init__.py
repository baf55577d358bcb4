from contacts.models.contact import Contact, Relationship
from contacts.models.plan import ContactPlan, HospitalityEvent
from contacts.models.rating import ChemistryFlag, Rating

__all__ = ["ChemistryFlag", "Contact", "ContactPlan", "HospitalityEvent", "Rating", "Relationship"]
