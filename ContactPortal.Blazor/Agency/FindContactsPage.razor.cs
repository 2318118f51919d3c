using System.Collections.Immutable;
using ContactPortal.Blazor.Fields;
using ContactPortal.Blazor.Imports;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Agency;

/// <summary>Find kontakter: the contacts of all municipalities, for the agency (A1). Live.</summary>
public sealed partial class FindContactsPage
{
    private const string WorkbookId = "hent-excel";
    private const string CsvId = "hent-csv";
    private const string VCardsId = "hent-vcard";

    private ContactSearch search = ContactSearch.All;
    private ColumnSort sort = FoundContactList.ByMunicipality;
    private ImmutableArray<ListedContact> shown = [];
    private ListedContact? open;
    private bool isGone;
    private string session = "";
    private LookUpPurpose? purpose;
    private bool asksForPurpose;
    private Func<Task>? afterPurpose;
    private string? notice;
    private string? notCopied;
    private string? focus;
    private string? pressed;
    private bool isWarning;

    /// <summary>The session, which the purpose is chosen for.</summary>
    [CascadingParameter]
    public required Task<AuthenticationState> Session { get; set; }

    /// <summary>The code of the municipality that a tile of Dækning leads to.</summary>
    [SupplyParameterFromQuery(Name = AgencyExport.MunicipalityKey)]
    public string? MunicipalityCode { get; set; }

    [Inject]
    private LookUpLog Log { get; set; } = null!;

    [Inject]
    private LookUpPurposes Purposes { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<FindContactsPage> Logger { get; set; } = null!;

    private string Count => (shown.Length, search.IsEmpty) switch
    {
        (1, true) => AgencyTexts.CountOne,
        (var all, true) => AgencyTexts.Count.Format(all),
        var (found, _) => AgencyTexts.CountFound.Format(found, Snapshot!.Contacts.Length),
    };

    private ImmutableArray<(string Id, string Address, string Text)> Files =>
    [
        (WorkbookId, AgencyExport.AddressOf(PortalUrls.AgencyContactsWorkbook, search), ImportTexts.DownloadExcel),
        (CsvId, AgencyExport.AddressOf(PortalUrls.AgencyContactsCsv, search), ImportTexts.DownloadCsv),
        (VCardsId, AgencyExport.AddressOf(PortalUrls.AgencyContactsVCards, search), AgencyTexts.DownloadVCards),
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        session = (await Session).User.ToSession()?.Id ?? "";
        purpose = Purposes.Find(session);
        search = search with { Municipality = OrganisationCode.Parse(MunicipalityCode) };
        await base.OnInitializedAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is { } id)
        {
            focus = null;
            await Browser.InvokeVoidAsync("portal.focus", id);
        }

        if (pressed is { } link)
        {
            pressed = null;
            await Browser.InvokeVoidAsync("portal.press", link);
        }
    }

    /// <inheritdoc />
    protected override bool Apply(AgencySnapshot? former)
    {
        var before = open;
        if (open is not null)
        {
            var now = Snapshot!.Find(open.Municipality.Code, open.Contact.Id);
            (open, isGone) = (now ?? open, now is null);
        }

        var found = Found();
        var isSame = found.AsSpan().SequenceEqual(shown.AsSpan(), ReferenceEqualityComparer.Instance);
        shown = isSame ? shown : found;
        return !isSame || isGone || !ReferenceEquals(before, open) || former?.Contacts.Length != Snapshot!.Contacts.Length
            || !ReferenceEquals(CoverageOf(former), CoverageOf(Snapshot));
    }

    private MunicipalityCoverage? CoverageOf(AgencySnapshot? of) =>
        search.Municipality is { } only ? of?.Find(only)?.Coverage : null;

    private void Search(ContactSearch changed)
    {
        (search, notice, notCopied) = (changed, null, null);
        UpdateRows();
    }

    private void SortBy(ColumnSort by)
    {
        sort = by;
        UpdateRows();
    }

    private void UpdateRows() => shown = Found();

    private ImmutableArray<ListedContact> Found() => FoundContactList.InOrder(search.In(Snapshot!), sort, Snapshot!.DeliveryTypes);

    private Task OpenAsync(ListedContact contact) => WithPurposeAsync(async known =>
    {
        if (!await RecordAsync(LookUpKind.Opened, known, [contact]))
            return;
        (open, isGone, focus) = (contact, false, FoundContactPanel.HeadingId);
    });

    private void ClosePanel()
    {
        focus = open is null ? null : FoundContactRow.ButtonId(open.Contact.Id);
        open = null;
    }

    private Task CopyAsync() => WithPurposeAsync(async known =>
    {
        var contacts = shown;
        if (!await RecordAsync(LookUpKind.AddressCopied, known, contacts))
            return;

        // A person can be the contact of several places.
        var addresses = contacts.Select(c => c.Contact.Values.Email).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var text = string.Join("; ", addresses);
        var isCopied = await Browser.InvokeAsync<bool>("portal.copy", text);
        notCopied = isCopied ? null : text;
        notice = !isCopied ? AgencyTexts.CopyRefused
            : addresses.Count == 1 ? AgencyTexts.CopiedOne
            : AgencyTexts.Copied.Format(addresses.Count);
        isWarning = !isCopied;
    });

    private Task DownloadAsync(string link) => WithPurposeAsync(_ =>
    {
        pressed = link;
        return Task.CompletedTask;
    });

    private Task WithPurposeAsync(Func<LookUpPurpose, Task> work)
    {
        (notice, notCopied) = (null, null);
        if (purpose is not null)
            return work(purpose);
        afterPurpose = () => work(purpose!);
        (asksForPurpose, focus) = (true, PurposeForm.HeadingId);
        return Task.CompletedTask;
    }

    private void ChangePurpose() => (asksForPurpose, afterPurpose, focus) = (true, null, PurposeForm.HeadingId);

    private void CancelPurpose() => (asksForPurpose, afterPurpose) = (false, null);

    private async Task ChoosePurposeAsync(LookUpPurpose chosen)
    {
        Purposes.Choose(session, chosen);
        (purpose, asksForPurpose) = (chosen, false);
        var then = afterPurpose;
        afterPurpose = null;
        if (then is not null)
            await then();
    }

    private async Task<bool> RecordAsync(LookUpKind kind, LookUpPurpose known, ImmutableArray<ListedContact> contacts)
    {
        try
        {
            return await Log.RecordAsync(Actor, kind, known, contacts, Disposed);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRecorded(Logger, exception.FailureLevel, exception);
            (notice, isWarning) = (AgencyTexts.Failed, true);
            return false;
        }
    }

    [LoggerMessage("A look-up of contacts could not be recorded")]
    private static partial void LogNotRecorded(ILogger logger, LogLevel level, Exception exception);
}
