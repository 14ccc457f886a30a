# gnuplot FILE.gp          draws FILE.svg
# gnuplot -c FILE.gp png   draws FILE.png; also svg and pdf, and then the name of the picture
reset
set encoding utf8
set decimalsign '.'
format = ARGC > 0 ? ARG1 : 'svg'
target = ARGC > 1 ? ARG2 : ARG0[1:strlen(ARG0)-3].'.'.format
if (format eq 'png') {
  set terminal pngcairo size 2400,1400 fontscale 1.5 linewidth 2 pointscale 2 rounded background rgb 'white' font 'Arial,15' noenhanced
} else { if (format eq 'pdf') {
  set terminal pdfcairo size 10in,5.83333in fontscale 0.45 linewidth 0.6 pointscale 0.6 rounded background rgb 'white' font 'Arial,15' noenhanced
} else {
  set terminal svg size 1200,700 rounded background rgb 'white' font 'Arial,15' noenhanced
} }
set output target
set multiplot
unset key
unset colorbox
unset cbtics
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355F8D', 4 '#2A788E', 5 '#21918C', 6 '#22A884', 7 '#44BF70', 8 '#7AD151', 9 '#BDDF26', 10 '#FDE725')

unset label; unset arrow; unset object
set label 'Sharpe ratio of the average cross' at screen 0.02, 0.96143 left font 'Arial,22' textcolor rgb '#1A1A1A' front
set label '64 trials' at screen 0.02, 0.92714 left font 'Arial,16' textcolor rgb '#4D4D4D' front
set lmargin at screen 0.055
set rmargin at screen 0.90833
set tmargin at screen 0.85714
set bmargin at screen 0.08571
set xrange [-0.5:7.5]
set yrange [-0.5:7.5]
set label 'slow' at screen 0.02, 0.88714 left font 'Arial,15' textcolor rgb '#1A1A1A' front
set object rectangle from screen 0.07279, 0.89571 to screen 0.08446, 0.87857 fs empty border lc rgb '#D7191C' lw 2.5
set label 'largest: 0.54 at fast 35, slow 200' at screen 0.09446, 0.88714 left font 'Arial,15' textcolor rgb '#4D4D4D' front
set xtics nomirror out scale 0 font 'Arial,15' textcolor rgb '#4D4D4D' ('5' 0, '10' 1, '15' 2, '20' 3, '25' 4, '30' 5, '35' 6, '40' 7)
set ytics nomirror out scale 0 font 'Arial,15' textcolor rgb '#4D4D4D' ('60' 0, '80' 1, '100' 2, '120' 3, '140' 4, '160' 5, '180' 6, '200' 7)
set border 0 lc rgb '#FFFFFF'
unset grid; unset yzeroaxis
set label 'fast' at screen 0.48167, 0.02857 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.15' at screen 0.93833, 0.10093 left font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '0.20' at screen 0.93833, 0.19789 left font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '0.25' at screen 0.93833, 0.29485 left font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '0.30' at screen 0.93833, 0.3918 left font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '0.35' at screen 0.93833, 0.48876 left font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '0.40' at screen 0.93833, 0.58572 left font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '0.45' at screen 0.93833, 0.68268 left font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '0.50' at screen 0.93833, 0.77964 left font 'Arial,15' textcolor rgb '#4D4D4D' front
set cbrange [0.142154815059323:0.5399660957759179]
set colorbox vertical user origin screen 0.92, 0.08571 size screen 0.01167, 0.77143 noborder
set label 'score' at screen 0.98, 0.88714 right font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.25' at 0, 0 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.25' at 1, 0 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.36' at 2, 0 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.33' at 3, 0 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.26' at 4, 0 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.26' at 5, 0 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.26' at 6, 0 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.15' at 7, 0 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.23' at 0, 1 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.43' at 1, 1 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.32' at 2, 1 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.30' at 3, 1 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.26' at 4, 1 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.28' at 5, 1 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.25' at 6, 1 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.21' at 7, 1 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.25' at 0, 2 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.33' at 1, 2 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.34' at 2, 2 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.26' at 3, 2 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.14' at 4, 2 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.19' at 5, 2 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.22' at 6, 2 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.32' at 7, 2 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.31' at 0, 3 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.29' at 1, 3 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.31' at 2, 3 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.31' at 3, 3 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.19' at 4, 3 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.34' at 5, 3 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.34' at 6, 3 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.37' at 7, 3 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.27' at 0, 4 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.34' at 1, 4 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.35' at 2, 4 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.33' at 3, 4 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.34' at 4, 4 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.32' at 5, 4 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.41' at 6, 4 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.44' at 7, 4 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.36' at 0, 5 center font 'Arial,15' textcolor rgb '#FFFFFF' front
set label '0.42' at 1, 5 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.43' at 2, 5 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.51' at 3, 5 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.48' at 4, 5 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.39' at 5, 5 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.48' at 6, 5 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.47' at 7, 5 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.41' at 0, 6 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.50' at 1, 6 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.51' at 2, 6 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.47' at 3, 6 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.51' at 4, 6 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.45' at 5, 6 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.40' at 6, 6 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.42' at 7, 6 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.45' at 0, 7 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.52' at 1, 7 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.53' at 2, 7 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.53' at 3, 7 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.49' at 4, 7 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.50' at 5, 7 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.54' at 6, 7 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set label '0.53' at 7, 7 center font 'Arial,15' textcolor rgb '#1A1A1A' front
set object rectangle from 5.515, 6.515 to 6.485, 7.485 front fs empty border lc rgb '#D7191C' lw 3
$data1 << END
0 0 -0.485 0.485 -0.485 0.485 0.2476977322191458
1 0 0.515 1.4849999999999999 -0.485 0.485 0.24574320972517136
2 0 1.5150000000000001 2.485 -0.485 0.485 0.36461713836299137
3 0 2.515 3.485 -0.485 0.485 0.32614473756288065
4 0 3.515 4.485 -0.485 0.485 0.26004813396814525
5 0 4.515 5.485 -0.485 0.485 0.261446669635202
6 0 5.515 6.485 -0.485 0.485 0.2561686390377899
7 0 6.515 7.485 -0.485 0.485 0.1497210205039978
0 1 -0.485 0.485 0.515 1.4849999999999999 0.22740187463109351
1 1 0.515 1.4849999999999999 0.515 1.4849999999999999 0.42738315710426517
2 1 1.5150000000000001 2.485 0.515 1.4849999999999999 0.32094934305319933
3 1 2.515 3.485 0.515 1.4849999999999999 0.29625246288450713
4 1 3.515 4.485 0.515 1.4849999999999999 0.25790059047812847
5 1 4.515 5.485 0.515 1.4849999999999999 0.27832516553497705
6 1 5.515 6.485 0.515 1.4849999999999999 0.24684615984704988
7 1 6.515 7.485 0.515 1.4849999999999999 0.2069023209557213
0 2 -0.485 0.485 1.5150000000000001 2.485 0.2534534314977495
1 2 0.515 1.4849999999999999 1.5150000000000001 2.485 0.3313594743982056
2 2 1.5150000000000001 2.485 1.5150000000000001 2.485 0.34250196060463883
3 2 2.515 3.485 1.5150000000000001 2.485 0.2600247957337423
4 2 3.515 4.485 1.5150000000000001 2.485 0.142154815059323
5 2 4.515 5.485 1.5150000000000001 2.485 0.1949389893619357
6 2 5.515 6.485 1.5150000000000001 2.485 0.22239811009468902
7 2 6.515 7.485 1.5150000000000001 2.485 0.3198025536073077
0 3 -0.485 0.485 2.515 3.485 0.30577429921590105
1 3 0.515 1.4849999999999999 2.515 3.485 0.29047634663779903
2 3 1.5150000000000001 2.485 2.515 3.485 0.30649748882981814
3 3 2.515 3.485 2.515 3.485 0.31204882562664044
4 3 3.515 4.485 2.515 3.485 0.18931050826871715
5 3 4.515 5.485 2.515 3.485 0.341982640400407
6 3 5.515 6.485 2.515 3.485 0.33580872332934253
7 3 6.515 7.485 2.515 3.485 0.3715218444866557
0 4 -0.485 0.485 3.515 4.485 0.27374803025524236
1 4 0.515 1.4849999999999999 3.515 4.485 0.3412160617025434
2 4 1.5150000000000001 2.485 3.515 4.485 0.3547265144069773
3 4 2.515 3.485 3.515 4.485 0.3308755500061732
4 4 3.515 4.485 3.515 4.485 0.3356221803255313
5 4 4.515 5.485 3.515 4.485 0.32307916777089213
6 4 5.515 6.485 3.515 4.485 0.4087012348240169
7 4 6.515 7.485 3.515 4.485 0.44492570511197654
0 5 -0.485 0.485 4.515 5.485 0.35844003982262895
1 5 0.515 1.4849999999999999 4.515 5.485 0.4242353978930656
2 5 1.5150000000000001 2.485 4.515 5.485 0.43481847096337095
3 5 2.515 3.485 4.515 5.485 0.506790663466529
4 5 3.515 4.485 4.515 5.485 0.48045512222124004
5 5 4.515 5.485 4.515 5.485 0.3924456372079901
6 5 5.515 6.485 4.515 5.485 0.48311279377523886
7 5 6.515 7.485 4.515 5.485 0.4707621669242271
0 6 -0.485 0.485 5.515 6.485 0.4074693658408003
1 6 0.515 1.4849999999999999 5.515 6.485 0.5039520179356964
2 6 1.5150000000000001 2.485 5.515 6.485 0.511284908251769
3 6 2.515 3.485 5.515 6.485 0.46942717736666173
4 6 3.515 4.485 5.515 6.485 0.5098545631843913
5 6 4.515 5.485 5.515 6.485 0.45235098845477106
6 6 5.515 6.485 5.515 6.485 0.40328636396528755
7 6 6.515 7.485 5.515 6.485 0.41535771295543583
0 7 -0.485 0.485 6.515 7.485 0.4468972793248932
1 7 0.515 1.4849999999999999 6.515 7.485 0.516856935470319
2 7 1.5150000000000001 2.485 6.515 7.485 0.5341927343408387
3 7 2.515 3.485 6.515 7.485 0.529426059257499
4 7 3.515 4.485 6.515 7.485 0.48743161189116924
5 7 4.515 5.485 6.515 7.485 0.5044189458617359
6 7 5.515 6.485 6.515 7.485 0.5399660957759179
7 7 6.515 7.485 6.515 7.485 0.5345782888652589
END
plot $data1 using 1:2:3:4:5:6:7 with boxxyerror fs solid noborder lc palette

unset multiplot
unset output
