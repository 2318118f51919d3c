namespace ContactPortal.Domain.Text;

/// <summary>Formats items as a list in a sentence: "Ali, Mette og Søren".</summary>
public static class ListFormat
{
    /// <summary>Joins the items by commas; <paramref name="joinLast"/> appends the last one in the text's language.</summary>
    public static string Join(IReadOnlyList<string> items, Func<string, string, string> joinLast) => items switch
    {
        [] => "",
        [var only] => only,
        [.., var last] => joinLast(string.Join(", ", items.SkipLast(1)), last),
    };
}
