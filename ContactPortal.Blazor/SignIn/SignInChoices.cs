using System.Collections.Immutable;

namespace ContactPortal.Blazor.SignIn;

/// <summary>The personas; none outside Development.</summary>
public sealed record SignInChoices(ImmutableArray<SignInChoice> All);
