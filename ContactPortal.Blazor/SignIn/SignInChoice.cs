namespace ContactPortal.Blazor.SignIn;

/// <summary>A persona to sign in as, on a developer's machine.</summary>
/// <param name="Key">The value the form posts.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Rid">The RID in the organisation's certificate.</param>
/// <param name="Organisation">The name of the organisation that the person signs in for.</param>
/// <param name="Description">What the person is and may do, in the current UI language.</param>
public sealed record SignInChoice(string Key, string Name, string Rid, string Organisation, Func<string> Description);
