using System.Collections.Immutable;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// An organisation's persons at one moment, prepared for searching by name, e-mail address and professional UUID (K10). Immutable.
/// </summary>
public sealed class PersonIndex
{
    // The first group of a UUID: fewer characters, such as "a", are the beginning of a name.
    private const int ShortestKey = 8;

    /// <summary>An index of nobody.</summary>
    public static readonly PersonIndex Empty = new(default, []);

    private readonly ImmutableArray<Entry> entries;

    /// <summary>Prepares the persons for searching.</summary>
    /// <param name="state">Identifies the moment; see <see cref="State"/>.</param>
    /// <param name="persons">The persons, those who have left too, in any order.</param>
    public PersonIndex(PersonIndexState state, IEnumerable<FoundPerson> persons)
    {
        State = state;
        entries =
        [
            .. persons.OrderBy(p => p.HasLeft).ThenBy(p => p.Name, DanishCollation.Names).ThenBy(p => p.Id)
                .Select(p => new Entry(p, SearchText.Of(p.Name), SearchText.Of(p.Email))),
        ];
    }

    /// <summary>The state of the directory that the index was made from.</summary>
    public PersonIndexState State { get; }

    /// <summary>How many persons it has.</summary>
    public int Count => entries.Length;

    /// <summary>
    /// The persons whose name or e-mail address contains each word of the text, or whose key begins with it, from the first
    /// eight characters on. Those who have left come last;
    /// before that, those whose name begins with the first word come first, then those with a word that does, then the others; each in
    /// Danish order of the names. None for a text without words.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many are returned; all are counted.</param>
    public PersonHits Find(string text, int most)
    {
        var words = SearchText.WordsOf(text);
        if (words.Length == 0)
            return PersonHits.None;
        var key = text.Trim();

        // The entries are sorted, and sorting by rank keeps their order.
        var found = entries.Select(entry => (entry.Person, Rank: RankOf(entry, words, key))).Where(hit => hit.Rank is not null).ToList();
        return new([.. found.OrderBy(hit => hit.Person.HasLeft).ThenBy(hit => hit.Rank).Take(most).Select(hit => hit.Person)], found.Count);
    }

    private static int? RankOf(Entry entry, SearchText[] words, string key)
    {
        if (key.Length >= ShortestKey && entry.Person.Key.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            return 0;
        int? first = null;
        foreach (var word in words)
        {
            var inEmail = entry.Email.RankOf(word);
            if ((entry.Name.RankOf(word) ?? inEmail) is not { } rank)
                return null;
            first ??= rank;
        }

        return first;
    }

    private sealed record Entry(FoundPerson Person, SearchText Name, SearchText Email);
}
