using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyModel;

namespace ContactPortal.Blazor.Hosting;

/// <summary>The licences of what is shipped with the portal: libraries, and the fonts of its pages.</summary>
internal static class Licences
{
    /// <summary>The licence of a library that the list lacks.</summary>
    public const string Unknown = "unknown";

    private const string ListName = "licences.csv";
    private const string Package = "package";

    // .NET itself, which is installed apart, is among the libraries of a running program.
    private const string Runtime = ".App.Runtime.";

    private static readonly ShippedWork Fonts = new("IBM Plex Sans", "subset", "OFL-1.1");

    private static readonly FrozenDictionary<string, string> ByPackage = Read();

    /// <summary>What is shipped, by name: the libraries that the program was built with, whatever the list says.</summary>
    public static ImmutableArray<ShippedWork> Shipped() =>
        DependencyContext.Default is { } built
            ? Of(built)
            : throw new IOException("The program's list of libraries (deps.json) is missing.");

    /// <summary>What is shipped with a program of these libraries.</summary>
    public static ImmutableArray<ShippedWork> Of(DependencyContext built) =>
    [
        .. built.RuntimeLibraries.Where(library => library.Type == Package && !library.Name.Contains(Runtime, StringComparison.Ordinal))
            .Select(library => new ShippedWork(library.Name, library.Version, ByPackage.GetValueOrDefault(library.Name, Unknown)))
            .Append(Fonts)
            .OrderBy(work => work.Name, StringComparer.OrdinalIgnoreCase),
    ];

    // By SPDX, as the packages state it; where a package has a file instead, by what the file is.
    private static FrozenDictionary<string, string> Read()
    {
        using var list = new StreamReader(typeof(Licences).Assembly.GetManifestResourceStream(ListName)!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(';'))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
    }
}
