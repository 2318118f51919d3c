using ContactPortal.Blazor.Agency;
using ContactPortal.Blazor.Api;
using ContactPortal.Blazor.Deliveries;
using ContactPortal.Blazor.Demo;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.Imports;
using ContactPortal.Blazor.Layout;
using ContactPortal.Blazor.OwnData;
using ContactPortal.Blazor.Scim;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Blazor.Theme;
using Microsoft.Extensions.Options;

var arguments = CommandLine.Parse(args);
if (await CommandLine.AnswerAsync(arguments) is { } answer)
    return answer;
if (TimeZoneCheck.Refusal() is { } refusal)
{
    await Console.Error.WriteLineAsync(refusal);
    return 1;
}

StartFailure.ReportUnhandledExceptions();
var builder = WebApplication.CreateBuilder(ContentRoot.OptionsFor(args));
builder.AddTelemetry();
builder.AddHttpPipeline();
builder.AddPortal();
builder.AddSignIn();
builder.AddPortalUi();
builder.AddHealth();
builder.AddApi();
builder.AddScim();
var demonstration = builder.AddDemonstration();

var app = builder.Build();
if (await app.RunCommandAsync(arguments) is { } exitCode)
    return exitCode;

// Before the database is migrated: a setting that is wrong changes nothing.
app.Services.GetRequiredService<IStartupValidator>().Validate();
await app.PrepareDatabaseAsync(demonstration);
app.UseHttpPipeline();
app.UsePortalUi();
app.MapPortalUi();
app.MapTheme();
app.MapSession();
app.MapProviderSignIn();
app.MapAccessRequests();
app.MapHealth();
app.MapApi();
app.MapScim();
app.MapErrorExport();
app.MapDirectoryExport();
app.MapOwnDataExport();
app.MapAgencyExport();
if (demonstration)
    app.MapPersonaSignIn();
StartFailure.StopReportingAfter(app.Lifetime.ApplicationStarted);
await app.RunAsync();
return 0;
