using System.CommandLine;
using ContactPortal.Blazor.Imports;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Takes in a CSV file with the contacts of all municipalities (P9).</summary>
internal sealed class ImportContactsCommand : PortalCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "The CSV file; its columns are in docs/provisioning.md." };
    private readonly Option<bool> apply = new("--apply") { Description = "Carries out the plan, which is only shown otherwise." };

    public ImportContactsCommand() : base(
        "import-contacts", "Shows what a CSV file with the contacts of all municipalities changes, and carries it out with --apply.")
    {
        Arguments.Add(file);
        Options.Add(apply);
    }

    public override Task<int> RunAsync(WebApplication app, ParseResult arguments, CancellationToken cancellationToken) =>
        ImportCommands.ImportContactsAsync(app, arguments.GetRequiredValue(file), arguments.GetValue(apply));
}
