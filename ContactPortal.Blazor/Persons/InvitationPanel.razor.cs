using ContactPortal.Blazor.Rights;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Persons;

/// <summary>Invites a local administrator of a municipality (P6).</summary>
public sealed partial class InvitationPanel
{
    private const string EmailId = "inviter-email";

    private string email = "";
    private string? error;
    private string? problem;
    private InviteOutcome.Sent? sent;
    private bool copied;
    private bool focus = true;

    /// <summary>The signed-in person.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The municipality whose administrator is invited.</summary>
    [Parameter, EditorRequired]
    public required Organisation Municipality { get; set; }

    /// <summary>The service that invites.</summary>
    [Parameter, EditorRequired]
    public required InvitationService Service { get; set; }

    /// <summary>Raised when the panel is to be closed.</summary>
    [Parameter]
    public EventCallback Close { get; set; }

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ILogger<InvitationPanel> Logger { get; set; } = null!;

    private string Link => Navigation.ToAbsoluteUri(sent!.Path).AbsoluteUri;

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
        (sent, problem, copied) = (null, null, false);
        try
        {
            var outcome = await Service.InviteAsync(Actor, Municipality.Code, email, Disposed);
            switch (outcome)
            {
                case InviteOutcome.Sent made:
                    (sent, email) = (made, "");
                    break;
                case InviteOutcome.EmailWrong:
                    (error, focus) = (PersonsTexts.InviteEmailWrong, true);
                    break;
                default:
                    problem = PersonsTexts.InvitationNotFound;
                    break;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, Municipality.Code, exception);
            problem = RightsTexts.Failed;
        }
    }

    private async Task CopyAsync() => copied = await Browser.InvokeAsync<bool>("portal.copy", Link);

    [LoggerMessage(LogLevel.Error, "An administrator of organisation {Organisation} could not be invited")]
    private static partial void LogFailed(ILogger logger, OrganisationCode organisation, Exception exception);
}
