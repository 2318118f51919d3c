using System.CommandLine;
using ContactPortal.Blazor.Imports;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Takes in a CSV file of the persons of a municipality (P7).</summary>
internal sealed class ImportPersonsCommand : PortalCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "The CSV file; its columns are in docs/provisioning.md." };
    private readonly Option<string> organisation = new("--organisation")
    {
        Required = true, HelpName = "CODE", Description = "The municipality's code.",
    };

    private readonly Option<int?> missingHaveLeft = new("--missing-have-left")
    {
        HelpName = "NUMBER", Description = "Who is missing in the file has left: so many persons. Without it they stay.",
    };

    private readonly Option<bool> apply = new("--apply") { Description = "Carries out the plan, which is only shown otherwise." };

    public ImportPersonsCommand() : base(
        "import-persons", "Shows what a CSV file of persons changes in a municipality's directory, and carries it out with --apply.")
    {
        Arguments.Add(file);
        Options.Add(organisation);
        Options.Add(missingHaveLeft);
        Options.Add(apply);
        organisation.Validators.Add(given =>
        {
            if (given.Tokens is [var code] && OrganisationCode.Parse(code.Value) is null)
                given.AddError($"\"{code.Value}\" is not a municipality's code.");
        });
    }

    public override Task<int> RunAsync(WebApplication app, ParseResult arguments, CancellationToken cancellationToken) =>
        ImportCommands.ImportPersonsAsync(
            app, arguments.GetRequiredValue(file), OrganisationCode.Parse(arguments.GetRequiredValue(organisation))!.Value,
            arguments.GetValue(missingHaveLeft), arguments.GetValue(apply));
}
