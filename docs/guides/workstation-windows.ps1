# Autocontrôle d'un poste Windows : ce que le système répond, à mettre à côté de « dmp doctor ».
#
#   powershell -NoProfile -ExecutionPolicy Bypass -File workstation-windows.ps1 | clip
#
# Ne fait que lire : aucun code demandé, rien d'écrit, aucun droit d'administrateur, aucune carte Vitale lue.
# Le nom du compte, celui du poste et les longs numéros sont masqués ; relire avant de coller.
# Écrit d'après la documentation de Windows, non exécuté sur ce système par les auteurs.

$ErrorActionPreference = 'Continue'

function Masked([string] $Text) {
  foreach ($Name in @($env:USERNAME, $env:COMPUTERNAME, $env:CLIENTNAME, $env:USERDOMAIN)) {
    if ($Name -and $Name.Length -gt 2) { $Text = $Text -replace [regex]::Escape($Name), '***' }
  }
  [regex]::Replace($Text, '(?<!\w)(\d{3})\d{3,}(\d{2})(?!\w)', '$1***$2')
}

function Part([string] $Id, [scriptblock] $Look) {
  Write-Output "== $Id"
  try { $Told = & $Look 2>&1 | Out-String -Width 200 } catch { $Told = "échec : $($_.Exception.Message)" }
  if ([string]::IsNullOrWhiteSpace($Told)) { $Told = '(rien)' }
  Write-Output (Masked $Told.Trim())
}

# certutil peut rester bloqué tant qu'un autre programme tient la carte : 15 s, puis il est arrêté.
function Limited([string] $Program, [string] $Arguments, [int] $Seconds) {
  $Start = New-Object System.Diagnostics.ProcessStartInfo $Program, $Arguments
  $Start.UseShellExecute = $false
  $Start.RedirectStandardOutput = $true
  $Start.CreateNoWindow = $true
  $Process = [System.Diagnostics.Process]::Start($Start)
  $Reading = $Process.StandardOutput.ReadToEndAsync()
  if (-not $Process.WaitForExit($Seconds * 1000)) {
    $Process.Kill()
    Write-Output "pas de réponse en $Seconds s : $Program $Arguments"
  }
  if ($Reading.Wait(2000)) { $Reading.Result }
}

Part 'env.os' {
  "{0} {1}, processeur {2}" -f [Environment]::OSVersion.VersionString, $(if ([Environment]::Is64BitOperatingSystem) { '64 bits' } else { '32 bits' }), $env:PROCESSOR_ARCHITECTURE
  "PROCESSOR_IDENTIFIER = $env:PROCESSOR_IDENTIFIER"
}
Part 'env.node' { node -p "process.version + ' ' + process.arch" }
Part 'env.session' {
  "SESSIONNAME = $($env:SESSIONNAME -replace '#\d+$', '')"
  "CLIENTNAME " + $(if ($env:CLIENTNAME) { 'présent' } else { 'absent' })
}
Part 'pcsc.service' { Get-Service SCardSvr, CertPropSvc | Format-Table Name, Status, StartType }
Part 'pcsc.readers (bus)' { Get-PnpDevice -Class SmartCardReader -PresentOnly -ErrorAction SilentlyContinue | Format-Table FriendlyName, Status }
Part 'pcsc.readers, card.* (certutil)' { Limited "$env:SystemRoot\System32\certutil.exe" '-scinfo -silent' 15 }
Part 'galss.ini' {
  $File = "$env:SystemRoot\galss.ini"
  if (Test-Path $File) { Get-Content $File -TotalCount 60 } else { "absent : $File" }
  Get-Service DmpConnect-JS2 -ErrorAction SilentlyContinue | Format-Table Name, Status
}
Part 'p11.found, p11.version' {
  foreach ($File in @('System32\cps3_pkcs11_w64.dll', 'SysWOW64\cps3_pkcs11_w32.dll', 'System32\cps3_pkcs11_w32.dll')) {
    $Path = Join-Path $env:SystemRoot $File
    if (Test-Path $Path) { "$Path  $((Get-Item $Path).VersionInfo.FileVersion)" } else { "absent : $Path" }
  }
  foreach ($Key in @('HKLM:\SOFTWARE\ASIP\Cryptolib CPS', 'HKLM:\SOFTWARE\WOW6432Node\ASIP\Cryptolib CPS')) {
    $Told = Get-ItemProperty $Key -ErrorAction SilentlyContinue
    if ($Told) { "$Key  Version = $($Told.Version)" }
  }
}
Part 'net.proxy' {
  $Settings = Get-ItemProperty 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Internet Settings'
  "ProxyEnable = $($Settings.ProxyEnable)  ProxyServer = $($Settings.ProxyServer -replace '[^;=]*@', '')  script = $([bool] $Settings.AutoConfigURL)"
  "HTTPS_PROXY " + $(if ($env:HTTPS_PROXY) { 'présente' } else { 'absente' })
  netsh winhttp show proxy
}
Part 'time.sync' { w32tm /query /status }
Part 'dmp doctor' { dmp workstation doctor --for web-ps-card --markdown }
