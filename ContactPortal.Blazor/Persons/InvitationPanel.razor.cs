using ContactPortal.Blazor.Rights;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Persons;

/// <summary>Invites a local administrator of a municipality, and shows the link of the invitation (P6).</summary>
public sealed partial class InvitationPanel
{
    private const string EmailId = "inviter-email";

    private string email = "";
    private string? error;
    private string? problem;
    private InviteOutcome.Sent? sent;
    private bool sending;
    private bool focus = true;

    /// <summary>The signed-in person.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The municipality.</summary>
    [Parameter, EditorRequired]
    public required Organisation Municipality { get; set; }

    /// <summary>Creates the invitation.</summary>
    [Parameter, EditorRequired]
    public required InvitationService Service { get; set; }

    /// <summary>Raised when the panel is to be closed.</summary>
    [Parameter]
    public EventCallback Close { get; set; }

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<InvitationPanel> Logger { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focus)
            return;
        focus = false;
        await Browser.InvokeVoidAsync("portal.focus", EmailId);
    }

    private void TypeEmail(string text) => (email, error) = (text, null);

    private async Task SendAsync()
    {
        // The second click of a double click would replace the first one's invitation.
        if (sending)
            return;
        (sending, sent, problem) = (true, null, null);
        try
        {
            Show(await Service.InviteAsync(Actor, Municipality.Code, email, Disposed));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, exception.FailureLevel, Municipality.Code, exception);
            problem = CommandFailure.TextOf(exception, RightsTexts.Failed);
        }
        finally
        {
            sending = false;
        }
    }

    /// <summary>What is wrong with the address.</summary>
    internal static string TextOf(InviteOutcome.EmailWrong wrong) =>
        wrong.Error.Error is PersonError.EmailMissing or PersonError.EmailMalformed
            ? PersonsTexts.InviteEmailWrong
            : PersonTexts.MessageFor(wrong.Error);

    private void Show(InviteOutcome outcome)
    {
        switch (outcome)
        {
            case InviteOutcome.Sent made:
                (sent, email) = (made, "");
                break;
            case InviteOutcome.EmailWrong wrong:
                (error, focus) = (TextOf(wrong), true);
                break;
            default:
                problem = PersonsTexts.InvitationNotFound;
                break;
        }
    }

    [LoggerMessage("A local administrator of organisation {Organisation} could not be invited")]
    private static partial void LogFailed(ILogger logger, LogLevel level, OrganisationCode organisation, Exception exception);
}
