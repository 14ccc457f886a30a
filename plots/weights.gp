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
set label 'What the models looked at' at screen 0.02, 0.96143 left font 'Arial,22' textcolor rgb '#1A1A1A' front
set lmargin at screen 0.06225
set rmargin at screen 0.96667
set tmargin at screen 0.92
set bmargin at screen 0.05429
set xrange [0:0.18739638564000163]
set yrange [-0.6:10.6]
set xtics nomirror out scale 0.5 font 'Arial,15' textcolor rgb '#4D4D4D' ('0 %%' 0, '2 %%' 0.02, '4 %%' 0.04, '6 %%' 0.06, '8 %%' 0.08, '10 %%' 0.1, '12 %%' 0.12, '14 %%' 0.14, '16 %%' 0.16, '18 %%' 0.18)
set ytics nomirror out scale 0 font 'Arial,15' textcolor rgb '#4D4D4D' ('r1' 0, 'z20' 1, 'flow' 2, 'rsi14' 3, 'r5' 4, 'dip' 5, 'r20' 6, 'range' 7, 'vol' 8, 'calm' 9, 'trend' 10)
set border 0 lc rgb '#FFFFFF'
set grid xtics noytics lw 0.7 lt 1 lc rgb '#E6E6E6'; set yzeroaxis lw 1 lt 1 lc rgb '#8C8C8C'
unset colorbox
set label '17.4 %' at 0.1735151718888904, 10 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '14.5 %' at 0.14488630794858584, 9 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '12.9 %' at 0.12868900420454518, 8 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '9.9 %' at 0.09887053686710529, 7 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '8.7 %' at 0.0873149220574108, 6 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '7.4 %' at 0.07377588353658172, 5 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '6.8 %' at 0.06823126484614897, 4 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '6.6 %' at 0.06567434122427028, 3 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '6.2 %' at 0.06226391145058603, 2 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '6.1 %' at 0.06070163966672424, 1 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
set label '3.6 %' at 0.03607701630915113, 0 left offset screen 0.005, 0 font 'Arial,15' textcolor rgb '#4D4D4D' front
$data1 << END
0.0867575859444452 10 0 0.1735151718888904 9.64 10.36
0.07244315397429292 9 0 0.14488630794858584 8.64 9.36
0.06434450210227259 8 0 0.12868900420454518 7.64 8.36
0.04943526843355264 7 0 0.09887053686710529 6.64 7.36
0.0436574610287054 6 0 0.0873149220574108 5.64 6.36
0.03688794176829086 5 0 0.07377588353658172 4.64 5.36
0.034115632423074485 4 0 0.06823126484614897 3.64 4.36
0.03283717061213514 3 0 0.06567434122427028 2.64 3.36
0.031131955725293016 2 0 0.06226391145058603 1.6400000000000001 2.36
0.03035081983336212 1 0 0.06070163966672424 0.64 1.3599999999999999
0.018038508154575566 0 0 0.03607701630915113 -0.36 0.36
END
plot $data1 using 1:2:3:4:5:6 with boxxyerror fs solid 0.75 noborder fc rgb '#0072B2'

unset multiplot
unset output
