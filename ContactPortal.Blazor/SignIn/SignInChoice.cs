using System.Collections.Immutable;

namespace ContactPortal.Blazor.SignIn;

/// <summary>A persona that the sign-in page offers as a button (Development only).</summary>
/// <param name="Key">What the button posts.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Rid">The person's RID.</param>
/// <param name="Organisation">The organisation, or the organisations, as text.</param>
/// <param name="Description">What the person is there for, in a few words.</param>
public sealed record SignInChoice(string Key, string Name, string Rid, string Organisation, string Description);

/// <summary>All personas; none outside Development.</summary>
public sealed record SignInChoices(ImmutableArray<SignInChoice> All);
