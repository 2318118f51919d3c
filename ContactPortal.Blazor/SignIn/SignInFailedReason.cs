namespace ContactPortal.Blazor.SignIn;

/// <summary>What the page after a failed sign-in, or sign-out, says.</summary>
internal enum SignInFailedReason
{
    /// <summary>The sign-in was cancelled or refused.</summary>
    Refused,

    /// <summary>The provider does not answer, or does not accept the portal.</summary>
    Unavailable,

    /// <summary>The person is signed out here, but not at the provider, which does not answer.</summary>
    SignOut,
}
