using System.Collections.Immutable;
using ContactPortal.Blazor.Rights;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Persons;

/// <summary>
/// The credentials of the municipality's own directory (P8). The token of a new one is shown until it is hidden or the page is left, and
/// never again.
/// </summary>
public sealed partial class CredentialList
{
    private const string HeadingId = "brugersystem";
    private const string NameId = "brugersystem-navn";
    private const string NoticeId = "brugersystem-besked";
    private const string TokenPartId = "brugersystem-noegle";
    private const string QuestionId = "brugersystem-spoergsmaal";

    private ImmutableArray<ProvisioningCredential> credentials = [];
    private long? loadedVersion;
    private string name = "";
    private string? error;
    private string? notice;
    private bool refused;
    private bool running;
    private bool copied;
    private string? focus;
    private CredentialOutcome.Created? created;
    private ProvisioningCredential? withdrawing;

    /// <summary>The signed-in administrator.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The version of the snapshot; a new one reloads the list.</summary>
    [Parameter, EditorRequired]
    public required long Number { get; set; }

    [Inject]
    private ProvisioningCredentials Service { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ILogger<CredentialList> Logger { get; set; } = null!;

    private string Address => Navigation.ToAbsoluteUri(PortalUrls.Scim).AbsoluteUri;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (loadedVersion == Number)
            return;
        loadedVersion = Number;
        credentials = await Service.AllAsync(Actor, Disposed);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is not { } id)
            return;
        focus = null;
        await Browser.InvokeVoidAsync("portal.focus", id);
    }

    private void TypeName(string text) => (name, error) = (text, null);

    private void Hide() => (created, copied, focus) = (null, false, NameId);

    private void AskToWithdraw(ProvisioningCredential credential) => (withdrawing, notice, focus) = (credential, null, QuestionId);

    private Task CreateAsync() => RunAsync(() => Service.CreateAsync(Actor, name, Disposed));

    private Task WithdrawAsync() => withdrawing is { } credential
        ? RunAsync(() => Service.WithdrawAsync(Actor, credential.Id, Disposed))
        : Task.CompletedTask;

    private async Task RunAsync(Func<Task<CredentialOutcome>> command)
    {
        // The second click of a double click would make a second one.
        if (running)
            return;
        (running, notice, error, copied) = (true, null, null, false);
        try
        {
            Show(await command());
            credentials = await Service.AllAsync(Actor, Disposed);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, exception.FailureLevel, Actor.Organisation, exception);
            Notify(CommandFailure.TextOf(exception, RightsTexts.Failed), isRefusal: true);
        }
        finally
        {
            (running, withdrawing) = (false, null);
        }
    }

    private void Show(CredentialOutcome outcome)
    {
        switch (outcome)
        {
            case CredentialOutcome.Created made:
                (created, name, focus) = (made, "", TokenPartId);
                break;
            case CredentialOutcome.Withdrawn withdrawn:
                if (created?.Credential.Id == withdrawing?.Id)
                    created = null;
                Notify(PersonsTexts.ProvisioningWithdrawn.Format(withdrawn.Name), isRefusal: false);
                break;
            case CredentialOutcome.NameWrong:
                (error, focus) = (PersonsTexts.ProvisioningNameWrong, NameId);
                break;
            case CredentialOutcome.TooMany:
                Notify(PersonsTexts.ProvisioningTooMany, isRefusal: true);
                break;
            default:
                Notify(PersonsTexts.ProvisioningNotFound, isRefusal: true);
                break;
        }
    }

    private void Notify(string text, bool isRefusal) => (notice, refused, focus) = (text, isRefusal, NoticeId);

    private async Task CopyAsync() => copied = await Browser.InvokeAsync<bool>("portal.copy", created!.Token);

    private static string CreatedText(ProvisioningCredential credential) =>
        PersonsTexts.ProvisioningCreatedBy.Format(DanishTime.Day(credential.CreatedAt), credential.CreatedBy);

    private static string UsedText(ProvisioningCredential credential) =>
        credential.LastUsedAt is { } used ? DanishTime.Exact(used) : PersonsTexts.ProvisioningNeverUsed;

    [LoggerMessage("The credentials of organisation {Organisation} could not be changed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, OrganisationCode organisation, Exception exception);
}
