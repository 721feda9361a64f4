"""Addresses of signing in. They have no namespace: allauth looks for them by these names."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from people.views.sign_in import Forgotten, SetPassword, SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-out/", login_not_required(LogoutView.as_view()), name="account_logout"),
    path("forgotten-password/", Forgotten.as_view(), name="account_reset_password"),
    path("set-password/<str:token>/", SetPassword.as_view(), name="account_set_password"),
]
