namespace ContactPortal.Domain;

/// <summary>Several items as a list in a sentence: "Ali, Mette og Søren".</summary>
public static class ListFormat
{
    /// <summary>The items as a list, the last one joined to those before it in the language of the text.</summary>
    public static string Join(IReadOnlyList<string> items, Func<string, string, string> joinLast) => items switch
    {
        [] => "",
        [var only] => only,
        [.., var last] => joinLast(string.Join(", ", items.SkipLast(1)), last),
    };
}
