namespace ContactPortal.Domain.Contacts;

/// <summary>
/// A type of data that municipalities report: AMFORA, Rådighedsdata, Resultatdata. The types are database rows, so that a fourth needs no
/// code change; names are not translated.
/// </summary>
/// <param name="Code">The key in the database, the API and the history; never changes.</param>
/// <param name="Name">The displayed name; its first letter is the overview's column heading (K3).</param>
/// <param name="Position">The sort position, from 1.</param>
public sealed record DeliveryType(string Code, string Name, int Position)
{
    /// <summary>The maximum length of a code, in characters.</summary>
    public const int LongestCode = 32;

    /// <summary>The overview's column heading (K3).</summary>
    public string Initial => Name[..1];
}
