from django.apps import AppConfig


class WeatherConfig(AppConfig):
    name = "tests.architecture.plugged.weather"
    label = "weather"
