using System.Text;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Blazor.Agency;

/// <summary>
/// Writes contacts as vCards of version 3.0 (RFC 2426), which Outlook reads; it reads only the first of several in one file.
/// </summary>
internal static class VCard
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/vcard; charset=utf-8";

    private const string LineEnd = "\r\n";

    // In bytes, by RFC 2426.
    private const int LongestLine = 75;

    /// <summary>The contacts as one file; their organisation is the municipality, their title what they answer for.</summary>
    public static byte[] Of(IEnumerable<ListedContact> contacts, IReadOnlyCollection<DeliveryType> types) =>
        Encoding.UTF8.GetBytes(string.Concat(contacts.SelectMany(contact => LinesOf(contact, types)).Select(Folded)));

    private static IEnumerable<string> LinesOf(ListedContact contact, IReadOnlyCollection<DeliveryType> types)
    {
        var values = contact.Contact.Values;
        yield return "BEGIN:VCARD";
        yield return "VERSION:3.0";
        yield return $"FN:{Escaped(values.Name)}";
        yield return $"N:{FamilyNameFirst(values.Name)}";
        yield return $"ORG:{Escaped(contact.Municipality.Name)}";
        if (AgencyWords.TypesOf(values, types) is { Length: > 0 } responsibilities)
            yield return $"TITLE:{Escaped(AgencyTexts.VCardTitle.Format(responsibilities))}";
        yield return $"EMAIL;TYPE=INTERNET,WORK:{Escaped(values.Email)}";
        if (values.Mobile.Length > 0)
            yield return $"TEL;TYPE=CELL,WORK:{Escaped(values.Mobile)}";
        if (values.Phone.Length > 0)
            yield return $"TEL;TYPE=VOICE,WORK:{Escaped(values.Phone)}";
        yield return $"UID:urn:uuid:{contact.Contact.Id:D}";
        yield return $"REV:{contact.Contact.ChangedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        yield return "END:VCARD";
    }

    // "Mette Marie Holm" is Holm; Mette; Marie.
    private static string FamilyNameFirst(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2
            ? $"{Escaped(name)};;;;"
            : $"{Escaped(words[^1])};{Escaped(words[0])};{Escaped(string.Join(' ', words[1..^1]))};;";
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r", "", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    // A longer line goes on after a line end and a blank, never within a character.
    private static string Folded(string line)
    {
        var (folded, length) = (new StringBuilder(), 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > LongestLine)
            {
                folded.Append(LineEnd).Append(' ');
                length = 1;
            }

            folded.Append(rune.ToString());
            length += rune.Utf8SequenceLength;
        }

        return folded.Append(LineEnd).ToString();
    }
}
