using System.CommandLine;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Lists the licences of what is shipped. Needs no setting.</summary>
internal sealed class LicencesCommand : Command
{
    private const int KnownExitCode = 0;
    private const int UnknownExitCode = 1;

    public LicencesCommand() : base(
        "licences", "Lists the libraries and fonts that are shipped with the portal, and their licences; exit code 1 if one is unknown.") =>
        SetAction(WriteAsync);

    private static async Task<int> WriteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var shipped = Licences.Shipped();
        var (name, version) = (shipped.Max(work => work.Name.Length), shipped.Max(work => work.Version.Length));
        foreach (var work in shipped)
        {
            await Console.Out.WriteLineAsync(
                $"{work.Name.PadRight(name)}  {work.Version.PadRight(version)}  {work.Licence}".AsMemory(), cancellationToken);
        }

        return shipped.Any(work => work.Licence == Licences.Unknown) ? UnknownExitCode : KnownExitCode;
    }
}
