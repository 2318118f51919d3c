namespace ContactPortal.Domain.Organisations;

/// <summary>Reads the lists of municipalities and regions, which are embedded in the assembly as CSV with a line of headings.</summary>
internal static class EmbeddedList
{
    /// <summary>The fields of each line below the headings.</summary>
    public static IEnumerable<string[]> ReadRows(string resource)
    {
        using var stream = typeof(EmbeddedList).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The list {resource} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line)
            yield return line.Split(';');
    }
}
