using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Agency;

/// <summary>What the agency looks for among the contacts of all municipalities (A1); every condition must hold.</summary>
public sealed record ContactSearch
{
    /// <summary>The maximum length of the text, in characters.</summary>
    public const int LongestText = 100;

    // Shorter ones are parts of nearly every number.
    private const int FewestDigits = 3;

    /// <summary>Everything.</summary>
    public static readonly ContactSearch All = new();

    /// <summary>Words that are parts of the municipality, name, e-mail address, phone number or RID; empty for all.</summary>
    public string Text { get; init; } = "";

    /// <summary>The municipality; null for all.</summary>
    public OrganisationCode? Municipality { get; init; }

    /// <summary>The code of the type that the contact is responsible for; empty for all.</summary>
    public string Type { get; init; } = "";

    /// <summary>What is wrong with the contact; <see cref="ContactProblem.None"/> for all.</summary>
    public ContactProblem Problem { get; init; }

    /// <summary>Whether everything is found.</summary>
    public bool IsEmpty => Text.Trim().Length == 0 && Municipality is null && Type.Length == 0 && Problem == ContactProblem.None;

    /// <summary>The contacts that are found, in the order of the snapshot: by municipality, then by name.</summary>
    public ImmutableArray<ListedContact> In(AgencySnapshot snapshot)
    {
        if (IsEmpty)
            return snapshot.Contacts;
        var text = Text.Trim();

        // A phone number is one word, however it is grouped.
        if (DigitsOf(text) is { } number)
            return [.. Candidates(snapshot).Where(contact => contact.MatchesDigits(number))];
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => (Text: SearchText.Of(word), Digits: DigitsOf(word))).ToArray();
        return [.. Candidates(snapshot).Where(contact => MatchesAll(contact, words))];
    }

    private IEnumerable<ListedContact> Candidates(AgencySnapshot snapshot)
    {
        var contacts = Municipality is { } code ? snapshot.Find(code)?.Contacts ?? [] : snapshot.Contacts;
        return contacts.Where(contact =>
            (Type.Length == 0 || contact.Contact.Values.Responsibilities.Contains(Type))
            && (Problem == ContactProblem.None || (contact.Problems & Problem) != 0));
    }

    private static bool MatchesAll(ListedContact contact, (SearchText Text, string? Digits)[] words)
    {
        foreach (var (text, digits) in words)
        {
            if (!contact.Matches(text, digits))
                return false;
        }

        return true;
    }

    /// <summary>The digits of a text that is a number, with its plus; null for another text.</summary>
    private static string? DigitsOf(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length >= FewestDigits && digits.TrimStart('+').All(char.IsAsciiDigit) ? digits : null;
    }
}
