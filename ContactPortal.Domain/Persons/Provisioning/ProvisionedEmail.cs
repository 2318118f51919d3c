namespace ContactPortal.Domain.Persons;

/// <summary>An e-mail address, as the municipality's own directory sent it (P8).</summary>
/// <param name="Value">The address.</param>
/// <param name="Type">The kind: "work" and others.</param>
/// <param name="Primary">Whether it is the preferred one.</param>
public sealed record ProvisionedEmail(string? Value, string? Type = null, bool? Primary = null)
{
    private const string Work = "work";

    /// <summary>Whether it is the address at work.</summary>
    public bool IsWork => string.Equals(Type, Work, StringComparison.OrdinalIgnoreCase);

    /// <summary>An address at work.</summary>
    public static ProvisionedEmail AtWork(string value, bool? primary = null) => new(value, Work, primary);
}
