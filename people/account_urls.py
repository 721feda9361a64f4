"""Addresses of signing in. They have no namespace: allauth looks for them by these names."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from people.views.sign_in import SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-out/", login_not_required(LogoutView.as_view()), name="account_logout"),
]
