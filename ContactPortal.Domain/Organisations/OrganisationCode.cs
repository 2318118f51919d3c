using System.Globalization;

namespace ContactPortal.Domain.Organisations;

/// <summary>
/// The code of an organisation: 101-860 for a municipality (the official municipality code), and 0 for the agency.
/// It is the tenant's key, and always comes from the session.
/// </summary>
/// <param name="Value">The number.</param>
public readonly record struct OrganisationCode(int Value) : IComparable<OrganisationCode>
{
    /// <summary>The state agency (AMS): reads every municipality's contacts, has none of its own (A1).</summary>
    public static readonly OrganisationCode Agency = new(0);

    /// <summary>Parses a code; null unless it is digits only and the code of a known organisation.</summary>
    public static OrganisationCode? Parse(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && (value == Agency.Value || Municipalities.Find(new(value)) is not null)
            ? new OrganisationCode(value)
            : null;

    /// <inheritdoc />
    public int CompareTo(OrganisationCode other) => Value.CompareTo(other.Value);

    /// <summary>The code in invariant digits, as in URLs and sessions.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the left code comes before the right one.</summary>
    public static bool operator <(OrganisationCode left, OrganisationCode right) => left.Value < right.Value;

    /// <summary>Whether the left code comes after the right one.</summary>
    public static bool operator >(OrganisationCode left, OrganisationCode right) => left.Value > right.Value;

    /// <summary>Whether the left code is the right one or comes before it.</summary>
    public static bool operator <=(OrganisationCode left, OrganisationCode right) => left.Value <= right.Value;

    /// <summary>Whether the left code is the right one or comes after it.</summary>
    public static bool operator >=(OrganisationCode left, OrganisationCode right) => left.Value >= right.Value;
}
