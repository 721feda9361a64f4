"""Addresses of signing in, and of one's own account.

Those of signing in have no namespace: allauth looks for them by these names.
"""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.generic import TemplateView

from accounts.views import own_account, rights, second_factor, stopping
from accounts.views.own_account import ChangePassword, ConfirmByPassword
from accounts.views.sign_in import Forgotten, SetPassword, SignIn

own = [
    path(
        "signed-out/",
        login_not_required(TemplateView.as_view(template_name="account/signed_out.html")),
        name="signed_out",
    ),
    path("account/", own_account.own_account, name="own_account"),
    path("rights/", rights.rights, name="rights"),
    path("account/devices/<str:number>/end/", own_account.end_device, name="device_end"),
    path("account/changes/<str:number>/stop/", stopping.stop_own_change, name="own_change_stop"),
    path("stop-a-change/", stopping.StopByCode.as_view(), name="stop_a_change"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-out/", login_not_required(LogoutView.as_view()), name="account_logout"),
    path("forgotten-password/", Forgotten.as_view(), name="account_reset_password"),
    path("set-password/", SetPassword.as_view(), name="account_set_password"),
    path("account/password/", ChangePassword.as_view(), name="account_change_password"),
    path("account/confirm/", ConfirmByPassword.as_view(), name="account_reauthenticate"),
    path(
        "account/confirm-by-code/",
        second_factor.ConfirmByCode.as_view(),
        name="mfa_reauthenticate",
    ),
    path("sign-in/code/", second_factor.SecondStep.as_view(), name="mfa_authenticate"),
    path("account/second-step/", second_factor.SetUp.as_view(), name="mfa_activate_totp"),
    path(
        "account/second-step/remove/",
        second_factor.Remove.as_view(),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/recovery-codes/",
        second_factor.RecoveryCodes.as_view(),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/recovery-codes/new/",
        second_factor.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
