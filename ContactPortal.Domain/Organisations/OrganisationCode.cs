using System.Globalization;

namespace ContactPortal.Domain.Organisations;

/// <summary>
/// The code of an organisation: 101-860 for a municipality, as the state numbers them, and 0 for the agency.
/// It is the tenant: everything the portal keeps belongs to one of them, and it always comes from the session.
/// </summary>
/// <param name="Value">The number itself, without unit.</param>
public readonly record struct OrganisationCode(int Value) : IComparable<OrganisationCode>
{
    /// <summary>The state agency (AMS): reads every municipality, has no contacts of its own (A1).</summary>
    public static readonly OrganisationCode Agency = new(0);

    /// <summary>Reads a code as it is written in addresses and sessions: digits only, and the code of a known organisation.</summary>
    public static OrganisationCode? Parse(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && (value == Agency.Value || Municipalities.Find(new(value)) is not null)
            ? new OrganisationCode(value)
            : null;

    /// <inheritdoc />
    public int CompareTo(OrganisationCode other) => Value.CompareTo(other.Value);

    /// <summary>The code as it is written in addresses and sessions.</summary>
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
