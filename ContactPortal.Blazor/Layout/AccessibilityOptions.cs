using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Layout;

/// <summary>The accessibility statement, as far as it differs from one operator to another (O6).</summary>
public sealed record AccessibilityOptions
{
    public const string Section = "Accessibility";

    /// <summary>When the portal's own statement was written.</summary>
    public static readonly DateOnly PreparedOn = new(2026, 11, 28);

    /// <summary>The address of the statement at was.digst.dk, to which /was leads; empty for the portal's own page.</summary>
    public string Statement { get; init; } = "";

    /// <summary>When the statement was last reviewed: the law asks for it once a year.</summary>
    public DateOnly ReviewedOn { get; init; } = PreparedOn;
}

/// <summary>Fails the start if the address of the statement is no https address.</summary>
public sealed class ValidateAccessibilityOptions : IValidateOptions<AccessibilityOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessibilityOptions options) =>
        options.Statement.Length == 0
        || (Uri.TryCreate(options.Statement, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{AccessibilityOptions.Section}:{nameof(AccessibilityOptions.Statement)} should be the statement's address, https://…");
}
