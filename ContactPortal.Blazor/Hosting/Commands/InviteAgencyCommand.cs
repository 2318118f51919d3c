using System.CommandLine;
using System.Globalization;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Invites the agency's first person and prints the link, which is also mailed where mail is set up (P6). Former links no longer work.
/// </summary>
internal sealed class InviteAgencyCommand : PortalCommand
{
    private readonly Option<string> email = new("--email")
    {
        Required = true, HelpName = "ADDRESS", Description = "The e-mail address of the agency's first person.",
    };

    public InviteAgencyCommand() : base(
        "invite-agency",
        "Invites the agency's first person, and prints the link, which is also mailed where mail is set up. Creates the database if there"
        + " is none. A former link no longer works.") =>
        Options.Add(email);

    public override async Task<int> RunAsync(WebApplication app, ParseResult arguments, CancellationToken cancellationToken)
    {
        var address = arguments.GetRequiredValue(email);
        await app.Services.GetRequiredService<PortalDatabase>().MigrateAsync(cancellationToken);
        var invitations = app.Services.GetRequiredService<InvitationService>();
        if (await invitations.InviteAgencyAsync(address, cancellationToken) is not InviteOutcome.Sent sent)
            throw new IOException($"\"{address}\" is not an e-mail address.");
        var portal = app.Services.GetRequiredService<IOptions<MailOptions>>().Value.Portal;
        await Console.Out.WriteLineAsync($"{portal}{sent.Path}");
        await Console.Error.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The link works once, until {sent.Invitation.ExpiresAt:yyyy-MM-dd HH:mm} UTC, for a sign-in of the agency.")
            + (portal.Length == 0 ? " Put the portal's own address before it (setting Mail:Portal)." : ""));
        return SuccessExitCode;
    }
}
