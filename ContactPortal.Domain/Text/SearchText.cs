using System.Globalization;
using System.Text;

namespace ContactPortal.Domain.Text;

/// <summary>
/// A text prepared for searching: lower case, and without diacritics. Danish names are written in several ways, so there are two forms,
/// and one text contains another if either form does: æ, ø and å as ae, oe and aa ("Søren Gård" is "soeren gaard"); and ø and å, as well
/// as oe and aa, as single letters ("soren gard").
/// </summary>
public readonly record struct SearchText
{
    private SearchText(string spelledOut, string simplified) => (SpelledOut, Simplified) = (spelledOut, simplified);

    /// <summary>The form with ae, oe and aa.</summary>
    private string SpelledOut { get; }

    /// <summary>The form with ae, o and a.</summary>
    private string Simplified { get; }

    /// <summary>Prepares a text.</summary>
    public static SearchText Of(string text)
    {
        var spelledOut = SpellOut(text);
        var simplified = spelledOut.Replace("oe", "o", StringComparison.Ordinal).Replace("aa", "a", StringComparison.Ordinal);

        // Most texts have one form; it is kept once.
        return new(spelledOut, simplified == spelledOut ? spelledOut : simplified);
    }

    /// <summary>Prepares the words of a text, for <see cref="RankOf"/>.</summary>
    public static SearchText[] WordsOf(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Of)];

    /// <summary>
    /// How well the text contains a word, the least number the best: 0 at its beginning, 2 at the beginning of one of its words, 4
    /// elsewhere, and one more if only the simplified forms agree; null if it does not.
    /// </summary>
    public int? RankOf(SearchText word) => (RankIn(SpelledOut, word.SpelledOut), RankIn(Simplified, word.Simplified) + 1) switch
    {
        ({ } spelledOut, { } simplified) => Math.Min(spelledOut, simplified),
        var (spelledOut, simplified) => spelledOut ?? simplified,
    };

    private static int? RankIn(string text, string word)
    {
        int? best = null;
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (at == 0)
                return 0;
            if (!char.IsLetterOrDigit(text[at - 1]))
                return 2;
            best = 4;
            if (at + word.Length >= text.Length)
                break;
        }

        return best;
    }

    private static string SpellOut(string text)
    {
        var spelled = new StringBuilder(text.Length + 2);

        // Before the diacritics are taken off, å would become a.
        foreach (var letter in PlainText.Compose(text).ToLowerInvariant())
        {
            _ = letter switch
            {
                'æ' or 'ä' => spelled.Append("ae"),
                'ø' or 'ö' => spelled.Append("oe"),
                'å' => spelled.Append("aa"),
                'ß' => spelled.Append("ss"),
                'þ' => spelled.Append("th"),
                'ð' or 'đ' => spelled.Append('d'),
                'ł' => spelled.Append('l'),
                'ı' => spelled.Append('i'),
                _ when char.IsAscii(letter) => spelled.Append(letter),
                _ => AppendWithoutMarks(spelled, letter),
            };
        }

        return spelled.ToString();
    }

    private static StringBuilder AppendWithoutMarks(StringBuilder spelled, char letter)
    {
        var text = letter.ToString();
        if (!PlainText.IsWellFormed(text))
            return spelled.Append(letter);
        foreach (var part in text.Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(part) is not UnicodeCategory.NonSpacingMark)
                spelled.Append(part);
        }

        return spelled;
    }
}
