namespace ContactPortal.Blazor.SignIn;

/// <summary>Why a sign-in at the provider failed.</summary>
internal enum SignInFaultKind
{
    /// <summary>The person cancelled it.</summary>
    Cancelled,

    /// <summary>The response was refused: by the provider, or because it does not fit the request.</summary>
    Refused,

    /// <summary>The provider does not answer, or not as one.</summary>
    Unavailable,

    /// <summary>The provider does not accept the portal's client id or secret.</summary>
    ClientRefused,
}
