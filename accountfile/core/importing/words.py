"""Words that are likely meant where a sector or a country is written nearly so; nothing else is refused for them."""

_SECTORS = (
    "technology, medical, retail, software, entertainment, marketing, telecommunications, finance, employment, "
    "services, manufacturing, automotive, aerospace, agriculture, apparel, banking, biotechnology, chemicals, "
    "communications, construction, consulting, education, electronics, energy, engineering, environmental, "
    "financial services, food and beverage, government, health care, healthcare, hospitality, insurance, "
    "logistics, machinery, media, mining, not for profit, pharmaceuticals, professional services, real estate, "
    "recreation, shipping, transportation, utilities, industrials, materials, consumer discretionary, "
    "consumer staples, information technology, communication services"
)
_COUNTRIES = (
    "Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahamas, "
    "Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bermuda, Bhutan, Bolivia, Botswana, Brazil, "
    "Brunei, Bulgaria, Burkina Faso, Burundi, Cambodia, Cameroon, Canada, Cape Verde, Cayman Islands, Chad, Chile, "
    "China, Colombia, Costa Rica, Croatia, Cuba, Cyprus, Czech Republic, Czechia, Denmark, Djibouti, Dominica, "
    "Dominican Republic, Ecuador, Egypt, El Salvador, Eritrea, Estonia, Ethiopia, Faroe Islands, Fiji, Finland, "
    "France, Gabon, Gambia, Georgia, Germany, Ghana, Gibraltar, Greece, Greenland, Grenada, Guatemala, Guernsey, "
    "Guinea, Guyana, Haiti, Honduras, Hong Kong, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, "
    "Isle of Man, Israel, Italy, Ivory Coast, Jamaica, Japan, Jersey, Jordan, Kazakhstan, Kenya, Korea, Kosovo, "
    "Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, "
    "Macau, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco, "
    "Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands, New Zealand, Nicaragua, "
    "Niger, Nigeria, North Korea, North Macedonia, Norway, Oman, Pakistan, Panama, Papua New Guinea, Paraguay, "
    "Peru, Philippines, Poland, Portugal, Puerto Rico, Qatar, Romania, Russia, Rwanda, Samoa, San Marino, "
    "Saudi Arabia, Senegal, Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Somalia, "
    "South Africa, South Korea, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, "
    "Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tonga, Trinidad and Tobago, Tunisia, Turkey, Turkmenistan, "
    "Uganda, Ukraine, United Arab Emirates, United Kingdom, United States, Uruguay, Uzbekistan, Vanuatu, "
    "Venezuela, Vietnam, Yemen, Zambia, Zimbabwe, UK, USA"
)
SECTORS, COUNTRIES = tuple(_SECTORS.split(", ")), tuple(_COUNTRIES.split(", "))
