namespace ContactPortal.Domain.Contacts;

/// <summary>
/// One of the types of data that municipalities report: AMFORA, Rådighedsdata, Resultatdata. They are rows, so that a
/// fourth is one more row; its name is data too, and the same in every language of the screen.
/// </summary>
/// <param name="Code">What the type is called in storage, in the API and in history; never changes.</param>
/// <param name="Name">What it is called on the screen; its first letter heads the overview's column (K3).</param>
/// <param name="Position">Its place among the types, counted from 1.</param>
public sealed record DeliveryType(string Code, string Name, int Position)
{
    /// <summary>The most characters of a code.</summary>
    public const int LongestCode = 32;

    /// <summary>The letter that heads the overview's column (K3).</summary>
    public string Initial => Name[..1];
}
